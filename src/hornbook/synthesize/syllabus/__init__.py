"""What the textbook is to treat: a tree from the subject to topics to concepts."""
