// The stack that a team has on AWS after the first weeks: it works. `../compliant` is the same stack with the checklist in
// mind.
import "./network";
import "./data";
import "./cache";
import "./users";
import "./images";
import "./api";
import "./subscriptions";
import "./entry";
import "./observability";
import "./audit";
import "./launch";
