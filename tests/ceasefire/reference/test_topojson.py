from ceasefire.reference.topojson import outlines

# A square cut in two by arc 1, in tenths of a degree from 30° E, 50° N; every arc is steps.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [30.0, 50.0]},
    "arcs": [
        [[10, 0], [-10, 0], [0, 10], [10, 0]],
        [[10, 10], [0, -10]],
        [[10, 10], [10, 0], [0, -10], [-10, 0]],
    ],
    "objects": {
        "halves": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "WEST", "arcs": [[0, 1]]},
                {"type": "Polygon", "id": "EAST", "arcs": [[2, -2]]},
                {"type": "MultiPolygon", "id": "BOTH", "arcs": [[[0, 1]], [[2, -2]]]},
            ],
        }
    },
}
WEST = [[31.0, 50.0], [30.0, 50.0], [30.0, 51.0], [31.0, 51.0], [31.0, 50.0]]
EAST = [[31.0, 51.0], [32.0, 51.0], [32.0, 50.0], [31.0, 50.0], [31.0, 51.0]]


def test_arcs_become_closed_rings_in_degrees():
    shapes = outlines(TOPOLOGY, "halves")

    assert shapes["WEST"] == {"type": "Polygon", "coordinates": [WEST]}


def test_arc_numbered_with_a_tilde_runs_backwards():
    shapes = outlines(TOPOLOGY, "halves")

    assert shapes["EAST"] == {"type": "Polygon", "coordinates": [EAST]}


def test_shape_of_several_parts_keeps_them_apart():
    shapes = outlines(TOPOLOGY, "halves")

    assert shapes["BOTH"] == {"type": "MultiPolygon", "coordinates": [[WEST], [EAST]]}
