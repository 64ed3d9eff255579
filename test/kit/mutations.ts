export { placesIn, type Place } from "../../testing/mutations";
