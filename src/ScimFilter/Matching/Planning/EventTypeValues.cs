using System.Text;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// The event types of one subscription as values of keys, without duplicates. Reused for the next subscription; not thread-safe.
/// </summary>
internal sealed class EventTypeValues
{
    /// <summary>Up to this many event types are compared with each other; more go through a hash set.</summary>
    private const int MaxCompared = 16;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, byte[]> _known = new(StringComparer.Ordinal);
    private readonly List<byte[]> _values = [];
    private IReadOnlyCollection<string> _names = [];
    private LiteralSet? _set;

    /// <summary>Gets the values; none means any event type.</summary>
    public IReadOnlyList<byte[]> All => _values;

    public int Count => _values.Count;

    /// <summary>Gets the event types as a set, which is created on first use and shared by all conditions of the subscription.</summary>
    public LiteralSet Set => _set ??= new LiteralSet(_names, TextComparison.Exact);

    /// <summary>Reads the event types of the next subscription.</summary>
    /// <exception cref="ArgumentException">
    /// One is null, or has an unpaired surrogate, whose replacement character would match other event types.
    /// </exception>
    public void Read(IReadOnlyCollection<string> eventTypes)
    {
        _values.Clear();
        _set = null;
        _names = eventTypes;
        if (eventTypes.Count == 0)
        {
            return;
        }

        bool areMany = eventTypes.Count > MaxCompared;
        foreach (string type in areMany ? eventTypes.Distinct(StringComparer.Ordinal) : eventTypes)
        {
            byte[] value = ValueOf(type);
            if (areMany || !Has(value))
            {
                _values.Add(value);
            }
        }
    }

    /// <summary>Drops the references to what the caller gave.</summary>
    public void Release() => (_names, _set) = ([], null);

    private bool Has(byte[] value)
    {
        foreach (byte[] known in _values)
        {
            if (ReferenceEquals(known, value) || known.AsSpan().SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] BytesOf(string type)
    {
        try
        {
            return _strictUtf8.GetBytes(type);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException($"An event type has an unpaired surrogate, at character {exception.Index}.", exception);
        }
    }

    /// <summary>Gives the bytes of an event type. Known event types share an array.</summary>
    private byte[] ValueOf(string type)
    {
        if (type is null)
        {
            throw new ArgumentException("An event type is null.");
        }

        if (!_known.TryGetValue(type, out byte[]? value))
        {
            value = BytesOf(type);
            if (_known.Count == Thresholds.MaxRemembered)
            {
                _known.Clear();
            }

            _known.Add(type, value);
        }

        return value;
    }
}
