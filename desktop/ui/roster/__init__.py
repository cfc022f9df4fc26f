"""The roster: who must hand in, who has, and letters to those who have not."""
