/** The reader's own page: one behaviour a file. */
import "./kept-list.js";
import "./history-choice.js";
import "./look-choice.js";
import "./text-choice.js";
import "./kept-data.js";
