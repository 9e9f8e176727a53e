using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// The postings with conditions of a key that has many of them. Each group of equal conditions is found by one of its conditions, the one
/// that the fewest other groups share at the moment; only what is found is checked. One thread adds while others read.
/// </summary>
/// <remarks>
/// A list of its own for each key keeps keys apart: what one tenant subscribes to costs no event of another one anything. When a merge
/// builds the list anew, each group chooses again.
/// </remarks>
/// <param name="seed">The seed of the index.</param>
internal sealed class PathList(ulong seed)
{
    /// <summary>The number up to which groups that share a choice are counted.</summary>
    private const int MostCounted = 64;

    private readonly ConditionGroups _groups = new();
    private readonly JudgedPath _judged = new();

    /// <summary>By the hash of a condition: how many groups that no value leads to have it. Null while there is none.</summary>
    private Dictionary<uint, int>? _frequencies;

    /// <summary>Groups that no value leads to, while the list is built; null while there is none.</summary>
    private List<int>? _waiting;
    private AccessPath[] _paths = [];
    private int[] _always = [];
    private int _alwaysCount;

    /// <summary>Gets the paths by which groups are found.</summary>
    public AccessPath[] Paths => Volatile.Read(ref _paths);

    /// <summary>Gets the groups that are found when one of their conditions holds, which is checked for all that share it.</summary>
    public JudgedPath Judged => _judged;

    /// <summary>Gets the groups that no path finds: they are checked on each event that has the key.</summary>
    public ReadOnlySpan<int> Always
    {
        get
        {
            int count = Volatile.Read(ref _alwaysCount);
            return Volatile.Read(ref _always).AsSpan(0, count);
        }
    }

    /// <summary>Gets the groups.</summary>
    public ConditionGroups Groups => _groups;

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => _groups.Current.Bytes + _judged.Bytes + Paths.Sum(path => path.Bytes) + ((long)sizeof(int) * _always.Length);

    /// <summary>Adds a posting while readers use the list.</summary>
    /// <param name="posting">The posting.</param>
    /// <param name="conditions">The words of its conditions.</param>
    /// <param name="arena">The values of the segment.</param>
    public void Add(int posting, ReadOnlySpan<int> conditions, byte[] arena)
    {
        if (_groups.Add(posting, conditions, out int group))
        {
            Enter(group, conditions, arena, isBuilding: false);
        }
    }

    /// <summary>Adds a posting before the list is used. <see cref="Complete"/> must follow.</summary>
    /// <param name="posting">The posting.</param>
    /// <param name="conditions">The words of its conditions.</param>
    /// <param name="arena">The values of the segment.</param>
    public void Build(int posting, ReadOnlySpan<int> conditions, byte[] arena)
    {
        if (_groups.Add(posting, conditions, out int group))
        {
            Enter(group, conditions, arena, isBuilding: true);
        }
    }

    /// <summary>Completes a list that was built.</summary>
    public void Complete(byte[] arena)
    {
        foreach (int group in _waiting ?? [])
        {
            EnterWithoutValue(group, _groups.Current.ConditionsOf(group));
        }

        (_waiting, _frequencies) = (null, null);
        _groups.Trim();
        foreach (AccessPath path in _paths)
        {
            (path as BoundPath)?.Complete(BoundsOf((BoundPath)path, arena));
        }
    }

    private BoundTree.BoundsOf BoundsOf(BoundPath path, byte[] arena) =>
        group => Bounds.Of(_groups.Current.ConditionsOf(group), path.Attribute, path.IsNegated, arena);

    /// <summary>Chooses the condition by which a group is found.</summary>
    private void Enter(int group, ReadOnlySpan<int> conditions, byte[] arena, bool isBuilding)
    {
        int best = -1;
        int fewest = int.MaxValue;
        for (int i = ConditionFormat.HeadSize; i < ConditionFormat.EndOf(conditions[0]); i += ConditionFormat.Size)
        {
            int count = CountOf(conditions.Slice(i, ConditionFormat.Size), conditions, arena);
            (best, fewest) = count < fewest ? (i, count) : (best, fewest);
        }

        if (best < 0)
        {
            Count(conditions);
            if (isBuilding)
            {
                (_waiting ??= []).Add(group);
            }
            else
            {
                EnterWithoutValue(group, conditions);
            }

            return;
        }

        EnterBy(group, conditions.Slice(best, ConditionFormat.Size), arena, isBuilding);
    }

    /// <summary>Estimates how many other groups an event finds when it finds a group by a condition.</summary>
    /// <returns>The number; the largest one when no path can find a group by the condition.</returns>
    private int CountOf(ReadOnlySpan<int> condition, ReadOnlySpan<int> all, byte[] arena)
    {
        int head = condition[0];
        int attribute = ConditionFormat.AttributeOf(head);
        ReadOnlySpan<byte> literal = ValueArena.Get(arena, condition[ConditionFormat.ValuePlace]);
        ConditionOperator @operator = ConditionFormat.OperatorOf(head);
        bool isNegated = ConditionFormat.IsNegated(head);
        if (@operator < ConditionOperator.Greater && (isNegated || (literal.IsEmpty && @operator > ConditionOperator.Equal)))
        {
            return int.MaxValue;
        }

        switch (@operator)
        {
            case ConditionOperator.Equal:
                return Find<EqualPath>(attribute)?.CountOf(condition[ConditionFormat.HalfHashPlace], MostCounted) ?? 0;
            case ConditionOperator.StartsWith or ConditionOperator.EndsWith:
                return FindPrefix(attribute, @operator)?.CountOf(literal, MostCounted) ?? 0;
            case ConditionOperator.Contains:
                return Find<WindowPath>(attribute)?.CountOf(literal, MostCounted) ?? 0;
            default:
                // An interval is assumed to share a value with few others, a bound with many.
                int groups = FindBounds(attribute, isNegated)?.Groups ?? 0;
                Bounds bounds = Bounds.Of(all, attribute, isNegated, arena);
                return 1 + (bounds.HasLower && bounds.HasUpper ? groups / MostCounted : groups / 2);
        }
    }

    private void EnterBy(int group, ReadOnlySpan<int> condition, byte[] arena, bool isBuilding)
    {
        int head = condition[0];
        int attribute = ConditionFormat.AttributeOf(head);
        ReadOnlySpan<byte> literal = ValueArena.Get(arena, condition[ConditionFormat.ValuePlace]);
        switch (ConditionFormat.OperatorOf(head))
        {
            case ConditionOperator.Equal:
                (Find<EqualPath>(attribute) ?? Publish(new EqualPath(attribute))).Add(condition[ConditionFormat.HalfHashPlace], group);
                break;
            case ConditionOperator.StartsWith or ConditionOperator.EndsWith:
                bool fromEnd = ConditionFormat.OperatorOf(head) == ConditionOperator.EndsWith;
                (FindPrefix(attribute, ConditionFormat.OperatorOf(head)) ?? Publish(new PrefixPath(attribute, seed, fromEnd)))
                    .Add(literal, group);
                break;
            case ConditionOperator.Contains:
                (Find<WindowPath>(attribute) ?? Publish(new WindowPath(attribute, seed))).Add(literal, group);
                break;
            default:
                bool isNegated = ConditionFormat.IsNegated(head);
                BoundPath path = FindBounds(attribute, isNegated)
                    ?? Publish(new BoundPath(attribute, ConditionFormat.KindOf(head), isNegated));
                if (isBuilding)
                {
                    path.AddLater(group);
                }
                else
                {
                    path.Add(group, BoundsOf(path, arena));
                }

                break;
        }
    }

    /// <summary>
    /// Enters a group that no value leads to, by the condition that most others share. A single condition is checked with the group itself.
    /// </summary>
    private void EnterWithoutValue(int group, ReadOnlySpan<int> conditions)
    {
        int best = ConditionFormat.HeadSize;
        int most = -1;
        for (int i = ConditionFormat.HeadSize; i < ConditionFormat.EndOf(conditions[0]); i += ConditionFormat.Size)
        {
            uint hash = JudgedPath.HashOf(conditions.Slice(i, ConditionFormat.Size));
            int count = (_frequencies?.GetValueOrDefault(hash) ?? 0) + _judged.CountOf(hash, MostCounted);
            (best, most) = count > most ? (i, count) : (best, most);
        }

        ConditionGroups.Arrays groups = _groups.Current;
        if (ConditionFormat.CountOf(conditions[0]) < 2
            || !_judged.TryAdd(conditions.Slice(best, ConditionFormat.Size), group, ConditionGroups.Arrays.PlaceOf(group) + best, groups))
        {
            AddAlways(group);
        }
    }

    /// <summary>Counts how many groups that no value leads to have each condition.</summary>
    private void Count(ReadOnlySpan<int> conditions)
    {
        for (int i = ConditionFormat.HeadSize; i < ConditionFormat.EndOf(conditions[0]); i += ConditionFormat.Size)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(
                _frequencies ??= [], JudgedPath.HashOf(conditions.Slice(i, ConditionFormat.Size)), out _)++;
        }
    }

    private void AddAlways(int group)
    {
        if (_alwaysCount == _always.Length)
        {
            int[] larger = new int[Math.Max(4, _alwaysCount * 2)];
            _always.CopyTo(larger, 0);
            Volatile.Write(ref _always, larger);
        }

        _always[_alwaysCount] = group;
        Volatile.Write(ref _alwaysCount, _alwaysCount + 1);
    }

    private TPath? Find<TPath>(int attribute)
        where TPath : AccessPath
    {
        foreach (AccessPath path in _paths)
        {
            if (path.Attribute == attribute && path is TPath found)
            {
                return found;
            }
        }

        return null;
    }

    private BoundPath? FindBounds(int attribute, bool isNegated)
    {
        foreach (AccessPath path in _paths)
        {
            if (path.Attribute == attribute && path is BoundPath found && found.IsNegated == isNegated)
            {
                return found;
            }
        }

        return null;
    }

    private PrefixPath? FindPrefix(int attribute, ConditionOperator @operator)
    {
        bool fromEnd = @operator == ConditionOperator.EndsWith;
        foreach (AccessPath path in _paths)
        {
            if (path.Attribute == attribute && path is PrefixPath found && found.IsFromEnd == fromEnd)
            {
                return found;
            }
        }

        return null;
    }

    private TPath Publish<TPath>(TPath path)
        where TPath : AccessPath
    {
        Volatile.Write(ref _paths, [.. _paths, path]);
        return path;
    }
}
