using System.Security.Cryptography;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Upkeep;

/// <summary>Seals everything in a database with another key.</summary>
internal static class KeyRotation
{
    private const int BatchSize = 1_000;

    /// <summary>
    /// Seals everything anew, with the check value of the key, in one transaction: afterwards the one key opens all, or the other.
    /// </summary>
    /// <param name="session">The database.</param>
    /// <param name="current">The key that was; null when it is lost.</param>
    /// <param name="next">The key that will be.</param>
    /// <param name="discardUnreadable">
    /// Whether what the key does not open is given up, and its webhook disabled; otherwise that is refused.
    /// </param>
    /// <exception cref="OperatorException">Something cannot be opened; nothing was changed.</exception>
    public static Resealed Reseal(SqliteSession session, ISecretBox? current, ISecretBox next, bool discardUnreadable)
    {
        // SQLite overwrites replaced content with zeros, so that the old key opens nothing that is left in the file.
        session.Run("PRAGMA secure_delete=ON; BEGIN IMMEDIATE;");
        try
        {
            Resealed resealed = ResealRows(session, current, next);
            if (resealed.Discarded.Count > 0 && !discardUnreadable)
            {
                throw new OperatorException(
                    $"Nothing was changed, as the key does not open the secrets of {string.Join(", ", resealed.Discarded.Take(10))}: "
                    + "give these webhooks new secrets, or give the old ones up with --discard-unreadable.");
            }

            SecretKeys.WriteCheck(session, next);
            session.Run("COMMIT");
            return resealed;
        }
        catch
        {
            session.Run("ROLLBACK");
            throw;
        }
    }

    private static Resealed ResealRows(SqliteSession session, ISecretBox? current, ISecretBox next)
    {
        var discarded = new List<string>();
        int count = 0;
        long last = 0;
        while (Read(session, last) is { Count: > 0 } batch)
        {
            foreach (Row row in batch)
            {
                if (TryReseal(row, current, next) is { } closed)
                {
                    session.Execute("UPDATE webhooks SET sealed = ?2 WHERE number = ?1", row.Number, closed);
                    count++;
                }
                else
                {
                    discarded.Add($"webhook {row.Id} of tenant {row.Tenant}");
                    Discard(session, row);
                }
            }

            last = batch[^1].Number;
        }

        return new Resealed(count, discarded);
    }

    private static List<Row> Read(SqliteSession session, long last) => session.Query(
        "SELECT number, tenant, id, sealed FROM webhooks WHERE number > ?1 AND sealed IS NOT NULL ORDER BY number LIMIT ?2",
        row => new Row(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetBytes(3)),
        last, BatchSize);

    private static byte[]? TryReseal(Row row, ISecretBox? current, ISecretBox next)
    {
        string context = SealedPart.ContextOf(row.Tenant, row.Id);
        try
        {
            return current is null ? null : next.Seal(current.Open(row.Sealed, context), context);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static void Discard(SqliteSession session, Row row) => session.Execute(
        "UPDATE webhooks SET sealed = NULL, enabled = 0, version = version + 1, disabled_code = ?2, disabled_reason = ?3 WHERE number = ?1",
        row.Number, DisabledReasonCodes.Unreadable,
        "The secrets of the webhook were given up, as their key is lost. Give it new ones before you enable it.");

    private sealed record Row(long Number, string Tenant, string Id, byte[] Sealed);
}
