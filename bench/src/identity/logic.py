# The peer: logic-v2 of nomenklatura, by its defaults, on the same pairs.
# In: two names a line, a tab in between. Out: a score a line; the last line is the seconds of the
# processor that the comparisons took, without the making of the entities.
import sys, time

from followthemoney import model
from nomenklatura.matching import LogicV2


def company(name, at):
    # Names are kept by the id of their entity: each needs one of its own.
    return model.get_proxy({"id": f"e{at}", "schema": "Company", "properties": {"name": [name]}})


lines = sys.stdin.read().split("\n")[:-1]
names = [line.split("\t") for line in lines]
pairs = [(company(a, 2 * at), company(b, 2 * at + 1)) for at, (a, b) in enumerate(names)]
config = LogicV2.default_config()
begin = time.process_time()
scores = [LogicV2.compare(a, b, config).score for a, b in pairs]
took = time.process_time() - begin
print("\n".join(f"{score:.6f}" for score in scores))
print(took)
