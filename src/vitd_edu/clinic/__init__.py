"""From levels and findings to symptoms, causes and red flags. Deaf to the screen."""
