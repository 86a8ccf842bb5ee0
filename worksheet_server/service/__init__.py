"""Sessions, worker processes, deadlines, configuration: what stands between a worksheet's state and the machine.

Starts the kernel as processes and speaks JSON with them; never imports it, nor SymPy, SciPy, FLINT or pluggy.  Must
not know an editor's protocol or a command's arguments.
"""
