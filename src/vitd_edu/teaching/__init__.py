"""What makes a panel a lesson: questions with feedback, hints, progress, and a journal that keeps every answer."""
