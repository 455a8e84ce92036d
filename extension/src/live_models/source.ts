/** The selected network of a kernel as the source of a Graph panel. */
import { summariesOf } from 'gluonlab/messages';
import type { GraphValue, ModelGraph, TensorStatistics } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import type { GraphSource, NodeMeasure, SummaryKind, SummaryReport, Training } from '../graph/source.js';
import type { NetworksModel } from './model.js';

export class LiveSource implements GraphSource {
  readonly changed = new Signal<this, void>(this);
  readonly training: Training;

  constructor(private readonly networks: NetworksModel) {
    networks.networkChanged.connect(this.onChanged, this);
    this.training = { cellChanged: networks.cellChanged, summaries: (of) => this.summaries(of) };
  }

  async graph(): Promise<ModelGraph> {
    const { link, problem, selected } = this.networks;
    if (link === null) {
      throw new Error('no notebook is open whose networks could be shown');
    }
    if (problem !== null) {
      throw new Error(problem);
    }
    if (selected === undefined) {
      throw new Error('the notebook has no network with parameters yet');
    }
    const { graph } = (await link.ask('graph', { model: selected.id })).answer;
    this.shown = graph;
    return graph;
  }

  async statistics({ name }: GraphValue): Promise<TensorStatistics> {
    const { link, model } = this.current();
    const ask = { model, parameter: name, of: this.networks.statisticsOf };
    return withNumbers((await link.ask('statistics', ask)).answer.statistics);
  }

  async measures(): Promise<ReadonlyMap<number, NodeMeasure>> {
    const { link, selected, isProfiling } = this.networks;
    if (link === null || selected === undefined || !isProfiling) {
      return new Map();
    }
    const { measures } = (await link.ask('measures', { model: selected.id })).answer;
    return new Map(measures.map(({ node, ...measure }) => [node, measure]));
  }

  dispose(): void {
    this.networks.networkChanged.disconnect(this.onChanged, this);
    Signal.clearData(this);
  }

  private async summaries(of: SummaryKind): Promise<SummaryReport> {
    const { link, model, shown } = this.current();
    const { answer, buffers } = await link.ask('summaries', { model, of });
    const { parameters, isCellRunning, tookMs } = answer;
    if (parameters === null) {
      return { summaries: null, isCellRunning, tookMs };
    }
    const byName = summariesOf(parameters, buffers[0]);
    const summaries = shown.values.flatMap(({ name, tensor }, value) => {
      const summary = tensor === undefined ? undefined : byName.get(name);
      return summary === undefined ? [] : [[value, summary] as const];
    });
    return { summaries: new Map(summaries), isCellRunning, tookMs };
  }

  private current() {
    const { link, selected } = this.networks;
    if (link === null || selected === undefined || this.shown === null) {
      throw new Error('the network is not there any more');
    }
    return { link, model: selected.id, shown: this.shown };
  }

  private onChanged(): void {
    this.changed.emit();
  }

  private shown: ModelGraph | null = null;
}

/** JSON knows no NaN: it says null. */
function withNumbers(statistics: TensorStatistics): TensorStatistics {
  const number = (value: number | null) => value ?? NaN;
  const { mean, deviation, min, max } = statistics;
  return { ...statistics, mean: number(mean), deviation: number(deviation), min: number(min), max: number(max) };
}
