import "./sdk-deserialize";
export { outcomesOf } from "../../testing/outcomes";
