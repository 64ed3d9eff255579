import { aboutOther, notApplicable, type Outcome } from "../evaluation/outcome";
import type { Listing } from "../evaluation/listing";
import type { DataAtRest } from "../kinds/data-at-rest";

/** Every place where data lies must pass; findings about another resource's settings name that resource. */
export function eachStore(
  places: Listing<DataAtRest> | undefined,
  check: (place: DataAtRest) => Outcome,
): Outcome {
  if (places === undefined) return notApplicable("where it keeps its data is not read");
  return places.every((place) =>
    place.holder === undefined ? check(place) : aboutOther(place.holder, check(place)),
  );
}
