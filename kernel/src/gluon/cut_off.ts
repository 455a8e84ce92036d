// An interrupt cuts code off without running its `finally`: what such code had set aside is put back here.
import { native } from '@gluonlab/native';
import { resumeWatching } from './call_watch.js';
import { forgetCalls } from './gluon/block_stack.js';
import { undoCutOff } from './gluon/undo.js';
import { forgetTidyScopes } from './ndarray.js';

/** @internal The running code was cut off; nothing of it is on the stack any more. */
export function recoverFromCutOff(): void {
  native.setRecording(false);
  native.setTraining(false);
  forgetTidyScopes();
  forgetCalls();
  undoCutOff();
  resumeWatching();
}
