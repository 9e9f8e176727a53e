using System.Security.Cryptography;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Upkeep;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Seals all secrets with a new key. The server must be stopped.</summary>
internal static class RotateKeyCommand
{
    /// <summary>Rotates the key. Killed at any moment, the next start or command finds the right key and ends what is left.</summary>
    /// <param name="services">The services.</param>
    /// <param name="newKeyFile">A file with the new key in Base64; null: a new one is made in the data folder.</param>
    /// <param name="discardUnreadable">Whether secrets that the key does not open are given up.</param>
    public static int Run(IServiceProvider services, string? newKeyFile, bool discardUnreadable)
    {
        SecretKeys keys = services.GetRequiredService<SecretKeys>();
        if (keys.IsInFolder != (newKeyFile is null))
        {
            throw new OperatorException(keys.IsInFolder
                ? "The key is a file in the data folder, where a new one is made: leave --new-key-file out."
                : "The key is in Webhooks:EncryptionKey: give --new-key-file FILE with the new key in Base64, then change the setting.");
        }

        using StoreAccess store = StoreAccess.Alone(services);
        byte[] key = newKeyFile is null ? RandomNumberGenerator.GetBytes(AesSecretBox.KeyLength) : ReadKey(newKeyFile);
        var next = new AesSecretBox(key);
        if (newKeyFile is not null && SecretKeys.Proves(store.Session, next) == true)
        {
            Console.WriteLine("The secrets are sealed with this key already.");
            return ExitCodes.Done;
        }

        // Ends a rotation that was killed first: its key may be in the file that is written next, and nowhere else.
        AesSecretBox? current = discardUnreadable ? keys.TryOpen(store.Session) : keys.Open(store.Session);
        if (newKeyFile is null)
        {
            PrivateFiles.Write(store.Folder.NextKeyPath, key);
        }

        Resealed resealed = KeyRotation.Reseal(store.Session, current, next, discardUnreadable);
        if (newKeyFile is null)
        {
            PrivateFiles.Move(store.Folder.NextKeyPath, store.Folder.KeyPath);
        }

        // Nothing that the old key opens is left in the log.
        store.Session.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        Console.WriteLine($"Sealed anew: the secrets of {resealed.Count} webhooks.");
        foreach (string webhook in resealed.Discarded)
        {
            Console.WriteLine($"Given up and disabled: {webhook}.");
        }

        if (newKeyFile is not null)
        {
            Console.WriteLine("Put the new key into Webhooks:EncryptionKey before you start the server.");
        }

        return ExitCodes.Done;
    }

    private static byte[] ReadKey(string file)
    {
        try
        {
            return SecretKeys.BytesFrom(File.ReadAllText(file), $"The content of {file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {exception.Message}", exception);
        }
    }
}
