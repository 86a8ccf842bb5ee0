"""What a worksheet means: which names its lines use, which definitions they need, what is asked, what is known.

Pure: the same lines, settings and topics give the same requests.  Must not know processes, time, files, editors or
protocols, and computes no mathematics: it hands requests out and takes results in.
"""
