using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>What errors of SQLite mean for an operator.</summary>
internal static class SqliteFailures
{
    /// <summary>Says what is wrong with the database and what to do.</summary>
    public static string SentenceOf(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "The disk of the database is full: make space.",
        raw.SQLITE_NOTADB => "The database file is not a database: put a backup in its place.",
        raw.SQLITE_CORRUPT => "The database is damaged: see what 'check' finds, or put a backup in its place.",
        raw.SQLITE_READONLY =>
            "The database cannot be written to: check the rights of the data folder and its files, and how its disk is mounted.",
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM =>
            "The database cannot be opened: check the rights of the data folder and its files.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another process keeps the database locked: stop it, or try again later.",
        _ => $"The database failed: {exception.Message}",
    };

    /// <summary>Says whether the error is of the file or its disk, so that further writes will fail as well.</summary>
    public static bool IsOfStorage(SqliteException exception) => exception.SqliteErrorCode is
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN
        or raw.SQLITE_PERM;
}
