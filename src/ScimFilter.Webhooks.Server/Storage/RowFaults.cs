using System.Security.Cryptography;
using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>Reads parts of a row and notes which cannot be read. For one row.</summary>
internal sealed class RowFaults
{
    private readonly List<string> _parts = [];

    /// <summary>Gets a value indicating whether there were any.</summary>
    public bool Any => _parts.Count > 0;

    /// <summary>Gets the names of the parts.</summary>
    public string Parts => string.Join(", ", _parts);

    /// <summary>Reads a part.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="otherwise">What stands in for it if it cannot be read.</param>
    /// <param name="read">Reads it.</param>
    public T Read<T>(string part, T otherwise, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FormatException or JsonException or CryptographicException or ArgumentException)
        {
            _parts.Add(part);
            return otherwise;
        }
    }
}
