using System.Security.Cryptography;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Upkeep;

/// <summary>
/// Finds the key that secrets are sealed with, and proves that it is the one of the database before anything is sealed or opened with it.
/// </summary>
/// <remarks>
/// The database holds a check value that only its key opens, written in the transaction that seals with that key. A rotation writes the
/// next key to a second file, seals everything anew in one transaction, and then moves the second file over the first. Wherever it is
/// killed, the check value tells which of the two files is the key, and <see cref="Open"/> ends what is left to do.
/// </remarks>
internal sealed class SecretKeys(DataFolder folder, string? configured)
{
    private const string CheckName = "key_check";
    private const string CheckContext = "key check";

    /// <summary>Gets a value indicating whether the key is in the folder, and not in the configuration.</summary>
    public bool IsInFolder => string.IsNullOrEmpty(configured);

    /// <summary>Gives the key of the database; a new one when nothing was sealed yet. Ends a rotation that was killed.</summary>
    /// <exception cref="OperatorException">The key is missing, is no key, or is not the one of the database.</exception>
    public AesSecretBox Open(SqliteSession session)
    {
        (AesSecretBox? box, bool isNext) = Look(session);
        if (isNext)
        {
            PrivateFiles.Move(folder.NextKeyPath, folder.KeyPath);
        }
        else if (IsInFolder)
        {
            File.Delete(folder.NextKeyPath);
        }

        if (box is null)
        {
            byte[] key = RandomNumberGenerator.GetBytes(AesSecretBox.KeyLength);
            PrivateFiles.Write(folder.KeyPath, key);
            box = new AesSecretBox(key);
        }

        if (Proves(session, box) != true)
        {
            WriteCheck(session, box);
        }

        return box;
    }

    /// <summary>Does as <see cref="Open"/>; null when the key is missing or another.</summary>
    public AesSecretBox? TryOpen(SqliteSession session)
    {
        try
        {
            return Open(session);
        }
        catch (OperatorException)
        {
            return null;
        }
    }

    /// <summary>Gives the key of the database and changes nothing; null when there is none yet.</summary>
    /// <exception cref="OperatorException">The key is missing, is no key, or is not the one of the database.</exception>
    public AesSecretBox? Find(SqliteSession session) => Look(session).Box;

    /// <summary>Gives the key of the database and changes nothing; null when there is none, or none that is right.</summary>
    public AesSecretBox? TryFind(SqliteSession session)
    {
        try
        {
            return Find(session);
        }
        catch (OperatorException)
        {
            return null;
        }
    }

    /// <summary>Reads a key from its text.</summary>
    /// <exception cref="OperatorException">It is no key.</exception>
    public static byte[] BytesFrom(string text, string source)
    {
        // More than a key has, so that a longer one does not pass for one.
        var bytes = new byte[AesSecretBox.KeyLength + 3];
        return Convert.TryFromBase64String(text.Trim(), bytes, out int length) && length == AesSecretBox.KeyLength
            ? bytes[..length]
            : throw new OperatorException(
                $"{source} must be {AesSecretBox.KeyLength} bytes in Base64, such as of 'openssl rand -base64 {AesSecretBox.KeyLength}'.");
    }

    /// <summary>Makes a key the one of the database; in the transaction that seals everything with it.</summary>
    public static void WriteCheck(SqliteSession session, ISecretBox box) =>
        session.Execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", CheckName, box.Seal("check"u8, CheckContext));

    /// <summary>Counts the webhooks that have something sealed.</summary>
    public static long CountSealed(SqliteSession session) => session.Scalar("SELECT COUNT(*) FROM webhooks WHERE sealed IS NOT NULL");

    /// <summary>Says whether a key is the one of the database; null when the database cannot tell.</summary>
    public static bool? Proves(SqliteSession session, ISecretBox box) =>
        session.Query("SELECT value FROM settings WHERE name = ?1", row => row.GetBytes(0), CheckName) is [var check]
            ? SealedPart.CanOpen(box, check, CheckContext)
            : null;

    private (AesSecretBox? Box, bool IsNext) Look(SqliteSession session)
    {
        AesSecretBox? box = IsInFolder ? FromFile(folder.KeyPath) : new AesSecretBox(BytesFrom(configured!, "Webhooks:EncryptionKey"));
        if (box is not null && Fits(session, box))
        {
            return (box, false);
        }

        if (IsInFolder && FromFile(folder.NextKeyPath) is { } next && Proves(session, next) == true)
        {
            return (next, true);
        }

        return CountSealed(session) == 0 ? (null, false) : throw Refusal(
            session,
            !IsInFolder ? "The key in Webhooks:EncryptionKey is not the one"
            : box is null ? $"The file {folder.KeyPath} is missing, and it is the key"
            : $"The key in {folder.KeyPath} is not the one");
    }

    // A database from before there were check values is proved by what is sealed in it; one without anything sealed takes any key.
    private static bool Fits(SqliteSession session, AesSecretBox box) =>
        Proves(session, box) switch
        {
            true => true,
            false => CountSealed(session) == 0,
            null => OpensSomething(session, box),
        };

    private static bool OpensSomething(SqliteSession session, AesSecretBox box)
    {
        bool any = false;
        bool opened = false;
        session.Visit(
            "SELECT tenant, id, sealed FROM webhooks WHERE sealed IS NOT NULL",
            row =>
            {
                any = true;
                opened = SealedPart.CanOpen(box, row.GetBytes(2), SealedPart.ContextOf(row.GetString(0), row.GetString(1)));
                return !opened;
            });
        return opened || !any;
    }

    private static AesSecretBox? FromFile(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        byte[] key = File.ReadAllBytes(file);
        return key.Length == AesSecretBox.KeyLength
            ? new AesSecretBox(key)
            : throw new OperatorException(
                $"The file {file} has {key.Length} bytes and a key has {AesSecretBox.KeyLength}: put a copy of the key in its place.");
    }

    private static OperatorException Refusal(SqliteSession session, string what) => new(
        $"{what} that the secrets of {CountSealed(session)} webhooks are sealed with: put the right key there. If it is lost for good, "
        + "'rotate-key --discard-unreadable' gives these secrets up and disables their webhooks.");
}
