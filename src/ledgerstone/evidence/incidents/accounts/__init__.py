"""What is said of one incident, answer by answer."""
