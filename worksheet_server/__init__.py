"""Math worksheets that check themselves.

The front (``text``, ``syntax``, ``values``, ``engine``, ``queries``, ``service``, ``lsp``, ``cli``) reads, remembers
and shows; it never imports SymPy, SciPy, FLINT or pluggy.  The kernel (``symbolic``, ``numerics``, ``api``,
``hookspecs``, ``kernel`` and the topics) computes; it never sees a file, a worksheet or a protocol.
"""
