/** For which inputs a network is shown: a line of text, which a person may change. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { exampleText, parseExample } from '../example.js';
import type { Example } from '../example.js';
import type { GraphSource } from '../source.js';

interface Props {
  source: GraphSource;
  /** As they are shown now; none where they are not known. */
  inputs: Example;
  trans: TranslationBundle;
}

export function ExampleInput({ source, inputs, trans }: Props) {
  const [text, setText] = useState(exampleText(inputs));
  const [problem, setProblem] = useState<string | null>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    apply(source, text).catch((error: Error) => setProblem(error.message));
  };
  return (
    <form className="gluonlab-Graph-example" onSubmit={show}>
      <label>
        {trans.__('Example input')}
        <input
          type="text"
          name="example"
          value={text}
          placeholder="float32 1×3×224×224"
          title={trans.__(
            'Type and extents, like float32 1×3×224×224 or 1,3,224,224; several inputs apart by ; – empty: as it came',
          )}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit">{trans.__('Show')}</button>
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  );
}

async function apply(source: GraphSource, text: string): Promise<void> {
  await source.setExample(text.trim() === '' ? null : parseExample(text));
}
