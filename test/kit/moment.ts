export { TEST_MOMENT as moment } from "../../testing/moment";
