using Microsoft.Data.Sqlite;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Times and texts as rows hold them.</summary>
internal static class SqliteTimes
{
    extension(SqliteDataReader row)
    {
        public DateTimeOffset Time(int column) => new(row.GetInt64(column), TimeSpan.Zero);

        public string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public byte[]? Bytes(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
    }
}
