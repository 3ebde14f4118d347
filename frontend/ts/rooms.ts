// One file a room; each enhances mark-up that already works without it.
import "./accounts";
import "./actors";
import "./agreements";
import "./collaborations";
import "./followup";
import "./grid";
import "./matching";
import "./sheets";
import "./suggest";
import "./visits";
