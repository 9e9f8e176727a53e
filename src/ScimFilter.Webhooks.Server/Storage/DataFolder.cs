using System.Security.Cryptography;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>The folder with the database and the generated key. It belongs to one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="DataFolderException">Another process has the folder, or it cannot be written to.</exception>
    public DataFolder(string? configured)
    {
        Path = System.IO.Path.GetFullPath(string.IsNullOrEmpty(configured) ? DefaultPath() : configured);
        try
        {
            if (!Directory.Exists(Path))
            {
                CreatePrivate(Path);
            }

            _lock = new FileStream(System.IO.Path.Combine(Path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {Path} cannot be used; another process may have it. {exception.Message}", exception);
        }
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, "webhooks.db");

    /// <summary>
    /// Gives the key that secrets are encrypted with: from the configuration, or from the folder, where the first call puts one.
    /// </summary>
    /// <exception cref="FormatException">The key is not Base64.</exception>
    public byte[] EncryptionKey(string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return Convert.FromBase64String(configured);
        }

        string file = System.IO.Path.Combine(Path, "secrets.key");
        if (!File.Exists(file))
        {
            // First whole under another name: half a key would lock all secrets away.
            string draft = file + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(draft, options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(AesSecretBox.KeyLength));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file);
        }

        return File.ReadAllBytes(file);
    }

    public void Dispose() => _lock.Dispose();

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string DefaultPath()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.Combine(home.Length > 0 ? home : Environment.CurrentDirectory, "scimfilter-webhooks");
    }
}
