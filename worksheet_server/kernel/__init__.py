"""One request in, its answer, verdict and evidence out; and the processes in which that happens.

Owns the evaluation of a request by the topics, the referee, the manifest, and the far side of the worker processes
(``python -m worksheet_server.kernel``).  Must not know files, worksheets, protocols, or who asks; the front never
imports it.
"""
