"""What the onnx package says of the networks here: python graphs.py > graphs.json"""
import glob, json, os, sys
from collections import Counter
import onnx
from onnx import shape_inference
def dtype(t): return 'str' if t==8 else str(onnx.helper.tensor_dtype_to_np_dtype(t))
def shape(tt): return [d.dim_value if d.HasField('dim_value') else (d.dim_param or None) for d in tt.shape.dim]
out={}
for f in sorted(glob.glob(os.path.join(sys.argv[1],'*.onnx'))):
    m=onnx.load(f,load_external_data=False); g=m.graph
    folded=lambda n: n.op_type=='Constant' and any(a.name=='value' for a in n.attribute)
    nodes=[n for n in g.node if not folded(n)]
    tensors=[(t.name,t) for t in g.initializer]+[(n.output[0],n.attribute[0].t) for n in g.node if folded(n)]
    m2=shape_inference.infer_shapes(m,data_prop=True)
    known={v.name for v in list(g.value_info)+list(g.output)}
    vals={}
    produced={o for n in nodes for o in n.output}
    for v in list(m2.graph.value_info)+list(m2.graph.output):
        if v.name in produced and v.type.tensor_type.HasField('shape'): vals[v.name]=[dtype(v.type.tensor_type.elem_type)]+shape(v.type.tensor_type)
    r={'nodes':len(nodes),'ops':dict(sorted(Counter(n.op_type for n in nodes).items())),
       'inputs':[i.name for i in g.input if i.name not in {t.name for t in g.initializer}],'outputs':[o.name for o in g.output],
       'tensors':len(tensors),'parameters':sum(__import__('math').prod(t.dims) for _,t in tensors),
       'declared':len(known&produced)}
    if len(nodes)<200:
        r['tensorsByName']={n:[dtype(t.data_type)]+list(t.dims) for n,t in tensors}
        r['values']=vals
    out[os.path.basename(f)[:-5]]=r
print('{\n'+',\n'.join(f'{json.dumps(k)}: {json.dumps(v,separators=(",",":"))}' for k,v in out.items())+'\n}')
