"""Two messy files of a newcomer, and what is to come of them, to the cent."""
import csv, random
from decimal import Decimal
from pathlib import Path

random.seed(7)
segments = ["Consumer", "Corporate", "Small Business"]
customers = [(f"C{n:04}", f"Customer {n}", random.choice(segments)) for n in range(1, 61)]
with open("customers.csv", "w", newline="") as file:
    write = csv.writer(file)
    write.writerow(["Customer ID", "Name", "Segment"])
    for n, (key, name, segment) in enumerate(customers):
        spelled = random.choice([segment, segment.lower(), segment.upper(), f" {segment} "])
        write.writerow([f"{key}  " if n % 7 == 3 else key, name, spelled])

totals = {}
with open("orders.csv", "w", newline="") as file:
    write = csv.writer(file)
    write.writerow(["order_id", "customer_id", "order_date", "status", "price", "cost"])
    for n in range(1, 401):
        key, _, segment = random.choice(customers)
        month, day = random.randint(1, 12), random.randint(1, 28)
        price = Decimal(random.randint(50_000, 450_000)) / 100
        cost = (price * random.randint(40, 90) / 100).quantize(Decimal("0.01"))
        status = random.choice(["shipped", "Shipped", "SHIPPED ", "cancelled", "shipped", "Cancelled"])
        unknown = n % 150 == 0
        write.writerow([n, key, f"2024-{month:02}-{day:02}", status, "n/a" if unknown else f"${price:,.2f}", f"${cost:,.2f}"])
        if status.strip().lower() == "shipped" and not unknown:
            totals[month, segment] = totals.get((month, segment), Decimal()) + price - cost

with open("expected.csv", "w", newline="") as file:
    write = csv.writer(file, lineterminator="\n")
    write.writerow(["month", *segments])
    for month in range(1, 13):
        write.writerow([month, *(totals.get((month, s), "") for s in segments)])
