"""The app in a browser: who may come in, the page, and a process of the app for each window."""
