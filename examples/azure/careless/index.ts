// The stack that a team has on Azure after the first weeks: it works. `../compliant` is the same stack with the checklist
// in mind.
import "./data";
import "./images";
import "./api";
import "./subscriptions";
import "./entry";
import "./observability";
import "./audit";
import "./launch";
