"""Event files of runs, read back by the real TensorBoard, which checks every checksum."""

import glob
from io import BytesIO

from notebook import NotebookTest
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util

CODE = """
import * as mx from 'gluonlab';
const run = mx.run('board', { tensorboard: true, system: false });
run.log({ 'train/loss': 2.5 });
run.log({ 'train/loss': 0.5, accuracy: NaN }, 7);
run.histogram('weights', mx.nd.array([-1, 0, 0, 1]));
run.image('digit', mx.nd.array([[0, 255], [128, 64]]).div(255).reshape([1, 2, 2]));
run.text('sample', 'to be, **or** not: ä');
run.finish();
"""


class TensorBoard(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        reply = cls.notebook.run(CODE)
        assert reply.status == "ok", reply.reply
        [file] = glob.glob(f"{cls.notebook.folder}/.gluonlab/runs/*/events.out.tfevents.*")
        cls.events = EventAccumulator(file).Reload()

    def test_scalars_are_read_back(self):
        self.assertEqual([(e.step, e.value) for e in self.events.Scalars("train/loss")], [(0, 2.5), (7, 0.5)])
        [nan] = self.events.Scalars("accuracy")
        self.assertNotEqual(nan.value, nan.value)
        self.assertGreater(self.events.Scalars("train/loss")[0].wall_time, 1.7e9)

    def test_histograms_are_read_back(self):
        [event] = self.events.Histograms("weights")
        histogram = event.histogram_value
        self.assertEqual((histogram.min, histogram.max, histogram.num), (-1, 1, 4))
        self.assertEqual(sum(histogram.bucket), 4)
        self.assertEqual(len(histogram.bucket), len(histogram.bucket_limit))

    def test_images_are_read_back(self):
        [event] = self.events.Images("digit")
        self.assertEqual((event.width, event.height, event.step), (2, 2, 7))
        image = Image.open(BytesIO(event.encoded_image_string))
        self.assertEqual((image.mode, list(image.tobytes())), ("L", [0, 255, 128, 64]))

    def test_texts_are_read_back(self):
        [event] = self.events.Tensors("sample")
        self.assertEqual(tensor_util.make_ndarray(event.tensor_proto).tolist(), ["to be, **or** not: ä".encode()])
        self.assertEqual(self.events.SummaryMetadata("sample").plugin_data.plugin_name, "text")
