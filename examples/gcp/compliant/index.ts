// A FraiseQL stack on Google Cloud that complies with whichever profile it is configured for:
//
//   pulumi config set fraiseql-checklist:profile REGULATED
//   pulumi config set fraiseql-checklist:justification "The shop stores names and addresses of customers in the EU."
//
// The policy pack reads the same two values. Migrations run in the delivery pipeline, which also pushes the image.
import "./network";
import "./database";
import "./cache";
import "./users";
import "./images";
import "./api";
import "./entry";
import "./observability";
import "./logs";
import "./launch";
