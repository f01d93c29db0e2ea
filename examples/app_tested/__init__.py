"""A small web app, six mistakes that can be switched on in it, and the test kit that finds them."""
