// The stack that a team has after the first weeks: it works. `../compliant` is the same stack with the checklist in mind.
import "./users";
import "./data";
import "./api";
import "./events";
import "./entry";
import "./observability";
import "./audit";
import "./analytics";
import "./launch";
