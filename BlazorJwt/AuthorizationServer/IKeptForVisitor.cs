namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// Something that is kept on the server under a visitor's id, or under the session made from it. Each sign-in and sign-out gives the
/// browser a new id: what is not moved to it belongs to nobody any more, and is forgotten.
/// </summary>
internal interface IKeptForVisitor
{
    /// <summary>Moves what may go along, and forgets the rest. Either may be nothing.</summary>
    void ChangeId(string former, string next, IdChange change);
}

/// <summary>Why a browser gets another visitor id.</summary>
internal enum IdChange
{
    /// <summary>Somebody signed in who had been signed out, or signed in again.</summary>
    SignIn,

    /// <summary>Somebody signed in at a browser where another person had been signed in, and had not signed out.</summary>
    OtherPerson,

    SignOut,
}
