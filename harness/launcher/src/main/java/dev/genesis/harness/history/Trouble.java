package dev.genesis.harness.history;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What a database's error means for whoever reads it.
 *
 * @param shown how the database is named, without secrets
 */
record Trouble(String shown) {
  private static final String ELSEWHERE = "give --history another file";

  HistoryException with(String done, SQLException e) {
    return new HistoryException("history " + shown + " " + why(done, e), e);
  }

  private static String why(String done, SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      return sqlite(done, sqlite.getResultCode(), e);
    }
    String state = String.valueOf(e.getSQLState());
    return switch (state.length() >= 2 ? state.substring(0, 2) : state) {
      case "08" -> "cannot be reached (" + line(e) + "); is the server running?";
      case "28" ->
          "refuses the login ("
              + line(e)
              + "); the password is read from PGPASSWORD or the file that PGPASSFILE names";
      case "3D" -> "does not exist (" + line(e) + "); create the database";
      case "53" -> "is full or has no connection left (" + line(e) + ")";
      case "55", "40" -> "is busy (" + line(e) + "); run it again";
      default -> "cannot be " + done + " (" + line(e) + ")";
    };
  }

  private static String sqlite(String done, SQLiteErrorCode code, SQLException e) {
    // extended codes hold the primary one in their last byte
    return switch (code.code & 0xFF) {
      case 5, 6 ->
          "is locked by another process, and was for "
              + SqliteFile.BUSY_TIMEOUT.toSeconds()
              + " s; end that process, or "
              + ELSEWHERE;
      case 11 ->
          "is damaged ("
              + line(e)
              + "); keep it for repair (sqlite3 FILE .recover) and "
              + ELSEWHERE;
      case 26 -> "is a file of something else, not SQLite; " + ELSEWHERE;
      case 8 -> "may not be written; " + ELSEWHERE;
      case 13 -> "cannot grow: the disk is full; free some space, or " + ELSEWHERE;
      case 10 -> "cannot be " + done + ": the disk reports an error (" + line(e) + ")";
      case 14 ->
          "cannot be opened; does its folder exist, and may it be written? Else " + ELSEWHERE;
      default -> "cannot be " + done + " (" + line(e) + ")";
    };
  }

  private static String line(SQLException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return message.length() <= 200 ? message : message.substring(0, 200) + "…";
  }
}
