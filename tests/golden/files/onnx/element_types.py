"""Tensors of every element type of ONNX, in each field that may hold them: python element_types.py (numpy, onnx)

element_types.onnx: `TYPE_raw` keeps its elements in raw_data, `TYPE_typed` in the list of its type. element_types.json: what
numpy_helper reads of each: dtype, shape, elements (complex ones by their absolute value; a text for NaN and infinities)."""
import json
import numpy as np
from onnx import TensorProto, helper, numpy_helper

SHAPE = [3, 5]  # 15 elements fill no whole byte at 2, 4 or 6 bits
COUNT = 15
BITS = np.random.default_rng(7).integers(0, 256, COUNT * 8, dtype=np.uint8)
WIDTHS = {"uint2": 2, "int2": 2, "uint4": 4, "int4": 4, "float4": 4, "float6": 6}  # of what is narrower than a byte

def samples(dtype):
    """Elements of arbitrary bits."""
    if dtype == bool:
        return BITS[:COUNT] > 127
    if dtype.kind == "c":
        return np.array([complex(3 * k, -4 * k) for k in range(COUNT)], dtype)  # absolute values without rounding
    width = WIDTHS.get(dtype.name.split("_")[0], 8 * dtype.itemsize)
    if width >= 8:
        return BITS[: COUNT * dtype.itemsize].view(dtype)
    bits = BITS[:COUNT] >> (8 - width)
    if dtype.name.startswith("float"):
        return bits.view(dtype)
    return (bits.astype(int) - (2 ** (width - 1) if dtype.name.startswith("int") else 0)).astype(dtype)

def number(element):
    element = float(abs(element)) if np.iscomplexobj(element) else float(element)
    return element if np.isfinite(element) else str(element)

tensors, expected = [], {}
for name, data_type in TensorProto.DataType.items():
    if data_type == TensorProto.UNDEFINED:
        continue
    if data_type == TensorProto.STRING:
        tensors.append(helper.make_tensor("STRING_typed", data_type, [2], ["a", "b"]))
        continue
    values = samples(np.dtype(helper.tensor_dtype_to_np_dtype(data_type))).reshape(SHAPE)
    for storage in ("raw", "typed"):
        tensor = helper.make_tensor(f"{name}_{storage}", data_type, SHAPE, values, raw=storage == "raw")
        read = numpy_helper.to_array(tensor)
        expected[tensor.name] = [read.dtype.name, SHAPE, [number(element) for element in read.reshape(-1)]]
        tensors.append(tensor)
nodes = [helper.make_node("Identity", [tensor.name], [f"out_{tensor.name}"]) for tensor in tensors]
graph = helper.make_graph(nodes, "element_types", [], [], tensors)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 27)])
open("element_types.onnx", "wb").write(model.SerializeToString(deterministic=True))
lines = [f"{json.dumps(name)}: {json.dumps(read)}" for name, read in expected.items()]
open("element_types.json", "w").write("{\n" + ",\n".join(lines) + "\n}\n")
