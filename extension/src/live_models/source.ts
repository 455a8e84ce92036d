/** The selected network of a kernel as the source of a Graph panel. */
import { summariesOf } from 'gluonlab/messages';
import type { ArrayType, GraphValue, ModelGraph, ModelSummary, Report, TensorStatistics } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import type { Example } from '../graph/example.js';
import type { GraphSource, NodeMeasures, Summaries, SummaryKind, Training } from '../graph/source.js';
import type { NetworksModel } from './model.js';

const BLIND = 'the running cell gives no chance to look at its networks: they are shown when it trains, yields or ends';

export class LiveSource implements GraphSource {
  readonly changed = new Signal<this, void>(this);
  readonly training: Training;

  constructor(private readonly networks: NetworksModel) {
    networks.networkChanged.connect(this.onChanged, this);
    this.training = {
      cellChanged: networks.cellChanged,
      summaries: (of) => this.summaries(of),
      measures: () => this.measures(),
    };
  }

  async graph(): Promise<ModelGraph> {
    const { link, problem, isBlind, selected } = this.networks;
    if (link === null) {
      throw new Error('no notebook is open whose networks could be shown');
    }
    if (selected === undefined) {
      throw new Error(problem ?? (isBlind ? BLIND : 'the notebook has no network with parameters yet'));
    }
    while (this.networks.link === link && this.networks.selected?.id === selected.id) {
      // Without a chance to look the kernel takes seconds to say so: this is no busy loop.
      const example = this.exampleOf(selected);
      const { known } = (await link.ask('graph', { model: selected.id, ...(example && { example }) })).answer;
      if (known !== null) {
        this.shown = known;
        return known;
      }
    }
    throw new Error('another network is shown now');
  }

  get needsExample(): boolean {
    return this.networks.selected?.inputs === null;
  }

  async setExample(example: Example | null): Promise<void> {
    const { link, selected } = this.networks;
    if (link === null || selected === undefined) {
      throw new Error('the network is not there any more');
    }
    const types = example?.map(arrayType);
    const { known } = (await link.ask('graph', { model: selected.id, ...(types && { example: types }) })).answer;
    if (known === null) {
      throw new Error('the running cell gives no chance to look');
    }
    this.example = types === undefined ? null : { types, of: callOf(selected) };
    this.changed.emit();
  }

  async statistics({ name }: GraphValue, of: SummaryKind): Promise<TensorStatistics> {
    const { link, model } = this.current();
    return withNumbers((await link.ask('statistics', { model, parameter: name, of })).answer.statistics);
  }

  dispose(): void {
    this.networks.networkChanged.disconnect(this.onChanged, this);
    Signal.clearData(this);
  }

  private async summaries(of: SummaryKind): Promise<Report<Summaries>> {
    const { link, model, shown } = this.current();
    const { answer, buffers } = await link.ask('summaries', { model, of });
    if (answer.known === null) {
      return { ...answer, known: null };
    }
    const byName = summariesOf(answer.known, buffers[0]);
    const summaries = shown.values.flatMap(({ name, tensor }, value) => {
      const summary = tensor === undefined ? undefined : byName.get(name);
      return summary === undefined ? [] : [[value, summary] as const];
    });
    return { ...answer, known: new Map(summaries) };
  }

  /** What was measured stays; while nothing is being measured there is no need to come again. */
  private async measures(): Promise<Report<NodeMeasures>> {
    const { link, model, shown } = this.current();
    const { answer } = await link.ask('measures', { model });
    const nodes = new Map(shown.nodes.map(({ name }, node) => [name, node]));
    const measures = answer.known?.flatMap(({ name, ...measure }) => {
      const node = nodes.get(name);
      return node === undefined ? [] : [[node, measure] as const];
    });
    const known = measures === undefined ? null : new Map(measures);
    return { ...answer, known, isCellRunning: answer.isCellRunning && this.networks.isProfiling };
  }

  private current() {
    const { link, selected } = this.networks;
    if (link === null || selected === undefined || this.shown === null) {
      throw new Error('the network is not there any more');
    }
    return { link, model: selected.id, shown: this.shown };
  }

  /** An example counts until the network is called anew. */
  private exampleOf(network: ModelSummary): ArrayType[] | null {
    return this.example?.of === callOf(network) ? this.example.types : null;
  }

  private onChanged(): void {
    this.changed.emit();
  }

  private shown: ModelGraph | null = null;
  private example: { types: ArrayType[]; of: string } | null = null;
}

/** Which network, and what it was last called with. */
const callOf = ({ id, inputs }: ModelSummary): string => JSON.stringify([id, inputs]);

/** What a network can be called with. */
function arrayType({ dtype, shape }: Example[number], position: number): ArrayType {
  if (!shape?.every((extent) => typeof extent === 'number')) {
    throw new Error(`input ${position + 1} has an open extent: a network is called with numbers, like 1×3×224×224`);
  }
  return { dtype: dtype ?? 'float32', shape };
}

/** JSON knows no NaN: it says null. */
function withNumbers(statistics: TensorStatistics): TensorStatistics {
  const number = (value: number | null) => value ?? NaN;
  const { mean, deviation, min, max } = statistics;
  return { ...statistics, mean: number(mean), deviation: number(deviation), min: number(min), max: number(max) };
}
