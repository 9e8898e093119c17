"""Named features of the choices the extractor makes; every name can be read in the model file and in ``explain``.

*Figure*: is a figure a deal's at all? *Link*: does this deal word say what this figure is? *Role*: does
this mention name the payer (or the payee) of the deal of this figure and word? *Joint*: do a kind, a
payer and a payee fit a figure together? *Event*: does this deal word, with these two parties and no
figure, state a deal?
"""
