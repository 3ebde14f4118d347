"""For those who keep a Brobygger running: is it well, what does it do, what went wrong."""
