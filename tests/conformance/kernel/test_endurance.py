"""Much of everything. What is asserted is counted."""

from notebook import NotebookTest


class Endurance(NotebookTest):
    def test_a_hundred_thousand_lines_arrive_complete_and_in_order(self):
        cell = self.run_ok("for (let i = 0; i < 100_000; i++) console.log(`line ${i}`)")
        self.assertEqual(cell.stream(), "".join(f"line {i}\n" for i in range(100_000)))
