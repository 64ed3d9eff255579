export { mutations, type Mutation } from "../../testing/mutations";
