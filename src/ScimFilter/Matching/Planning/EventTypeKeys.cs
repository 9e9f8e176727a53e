using System.Text;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Planning;

/// <summary>The event types of one subscription as keys, each once. Reused for the next one; not thread-safe.</summary>
internal sealed class EventTypeKeys
{
    /// <summary>So many event types are kept as bytes.</summary>
    private const int MostKept = 4_096;

    /// <summary>So few event types are compared with each other.</summary>
    private const int MostCompared = 16;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private readonly List<byte[]> _keys = [];
    private IReadOnlyCollection<string> _names = [];
    private LiteralSet? _set;

    /// <summary>Gets the keys; none means any event type.</summary>
    public IReadOnlyList<byte[]> All => _keys;

    public int Count => _keys.Count;

    /// <summary>Gets the event types as a set, which is made when it is first asked for and shared by all conditions that check it.</summary>
    public LiteralSet Set => _set ??= new LiteralSet(_names, TextComparison.Exact);

    /// <summary>Takes the event types of the next subscription.</summary>
    /// <exception cref="ArgumentException">One is null, or holds half of a surrogate pair, which would turn into a character that an event may hold.</exception>
    public void Read(IReadOnlyCollection<string> eventTypes)
    {
        _keys.Clear();
        _set = null;
        _names = eventTypes;
        if (eventTypes.Count == 0)
        {
            return;
        }

        bool areMany = eventTypes.Count > MostCompared;
        foreach (string type in areMany ? eventTypes.Distinct(StringComparer.Ordinal) : eventTypes)
        {
            byte[] key = KeyOf(type);
            if (areMany || !Has(key))
            {
                _keys.Add(key);
            }
        }
    }

    /// <summary>Lets go of what the caller gave.</summary>
    public void Forget() => (_names, _set) = ([], null);

    private bool Has(byte[] key)
    {
        foreach (byte[] known in _keys)
        {
            if (ReferenceEquals(known, key) || known.AsSpan().SequenceEqual(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the bytes of an event type; the same ones while it is kept.</summary>
    private byte[] KeyOf(string type)
    {
        if (type is null)
        {
            throw new ArgumentException("An event type is null.");
        }

        if (!_kept.TryGetValue(type, out byte[]? key))
        {
            key = _strictUtf8.GetBytes(type);
            if (_kept.Count == MostKept)
            {
                // It begins anew with those that are used now.
                _kept.Clear();
            }

            _kept.Add(type, key);
        }

        return key;
    }
}
