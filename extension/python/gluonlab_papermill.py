"""Parameters of papermill as TypeScript: `papermill -p rate 0.5 -y "layers: [16, 8]" in.ipynb out.ipynb`.

papermill asks installed packages for engines, not for translators of parameters. This module comes as an engine, which is
papermill's own, and registers its translator when papermill loads it.
"""

import json
import math

from papermill.engines import NBClientEngine
from papermill.translators import Translator, papermill_translators


class TypeScriptTranslator(Translator):
    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "NaN"
        if math.isinf(val):
            return "Infinity" if val > 0 else "-Infinity"
        return repr(val)

    @classmethod
    def translate_str(cls, val):
        return json.dumps(str(val))

    @classmethod
    def translate_dict(cls, val):
        return f"{{ {', '.join(f'{json.dumps(str(key))}: {cls.translate(value)}' for key, value in val.items())} }}" if val else "{}"

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(value) for value in val)}]"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        # The cell of defaults may say `const` or `let`: a later cell may declare either again.
        return f"let {name} = {str_val};"


papermill_translators.register("typescript", TypeScriptTranslator)

Engine = NBClientEngine
