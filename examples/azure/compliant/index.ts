// A FraiseQL stack on Azure that complies with whichever profile it is configured for:
//
//   pulumi config set fraiseql-checklist:profile REGULATED
//   pulumi config set fraiseql-checklist:justification "The shop stores names and addresses of customers in the EU."
//
// The policy pack reads the same two values. Migrations run in the delivery pipeline, which also pushes the image. Users are
// kept in Entra ID, where policies of the tenant ask them for a second factor.
import "./network";
import "./database";
import "./cache";
import "./images";
import "./api";
import "./entry";
import "./telemetry";
import "./observability";
import "./dashboard";
import "./audit";
import "./defender";
import "./launch";
