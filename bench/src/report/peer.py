# The peer: WeasyPrint printing the same page again and again, tagged as ours.
# Says: first, median and total seconds, peak megabytes, pages, bytes.
import resource, statistics, sys, time

import weasyprint
from weasyprint.text.fonts import FontConfiguration

page, out, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
html = open(page, encoding="utf-8").read()
fonts = FontConfiguration()
took = []
for _ in range(times):
    begin = time.perf_counter()
    document = weasyprint.HTML(string=html).render(font_config=fonts, pdf_tags=True)
    pdf = document.write_pdf(pdf_tags=True)
    took.append(time.perf_counter() - begin)
open(out, "wb").write(pdf)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(took[0], statistics.median(took), sum(took), peak, len(document.pages), len(pdf))
