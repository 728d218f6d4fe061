"""The pictures in this folder, and what makes them from the sample reports."""
